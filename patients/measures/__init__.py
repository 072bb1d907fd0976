"""Measures: questionnaires and rating scales as data, and what follows from their answers.

`definitions` says what a measure asks and how it is read, `scoring` computes, and nothing here touches the database.
"""
