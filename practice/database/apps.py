from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "practice.database"
    label = "database"
