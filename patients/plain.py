"""Names as they are searched: without accents or capitals, so that "tomas" finds Tomás."""

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
