"""The demo practice: made-up staff and patients, each of them one situation, on days that move with today."""
