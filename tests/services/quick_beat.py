"""Beat, in a hurry: each entry of the real schedule is due every second."""

from datetime import timedelta

from practice.celery import app

if __name__ == "__main__":
    hurried = {name: {**entry, "schedule": timedelta(seconds=1)} for name, entry in app.conf.beat_schedule.items()}
    app.conf.beat_schedule = hurried
    app.Beat(loglevel="INFO").run()
