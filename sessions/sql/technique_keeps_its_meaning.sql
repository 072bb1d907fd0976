RAISE EXCEPTION 'A technique keeps its code and what it counts as: notes rest on them. Add another one.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'technique_keeps_its_meaning';
