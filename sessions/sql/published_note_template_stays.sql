RAISE EXCEPTION 'A published template stays as it is: write the next version.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'published_note_template_stays';
