"""Looking at the pages from outside, at a demo practice of one's own: pictures of screens, and Lighthouse."""
