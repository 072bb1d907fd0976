from django.urls import path

from practice.prompts import views

urlpatterns = [
    path("<int:prompt_id>/", views.follow, name="prompt"),
    path("<int:prompt_id>/done/", views.done, name="prompt_done"),
]
