"""Names and telephones as they are searched: "tomas" finds Tomás, and a number is one however it is written."""

from django.db import models
from django.db.models import Func

CREATE = """
CREATE OR REPLACE FUNCTION patients_plain(name text)
RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT lower(public.unaccent('public.unaccent', name))
$$;
"""


class Plain(Func):
    """A name without accents or capitals."""

    function = "patients_plain"
    output_field = models.TextField()


class LastDigits(Func):
    """The last seven digits of a telephone number, however it is written."""

    template = r"right(regexp_replace(%(expressions)s, '\D', '', 'g'), 7)"
    output_field = models.TextField()
