"""The timeline: what changes over months, drawn over one axis of time, for patient and clinician to look at together.

`reading` asks the database, one question for each source; the modules of tracks place what it finds with `axis`,
`scales` and `marks`, which are pure; `words` says everything that is drawn; `drawing` makes the picture and the table
from the same marks, so that neither tells what the other does not.
"""
