IF (SELECT status FROM medications_titrationplan WHERE id = NEW.plan_id FOR NO KEY UPDATE) <> 'draft'
    OR (TG_OP = 'UPDATE' AND (SELECT status FROM medications_titrationplan WHERE id = OLD.plan_id) <> 'draft') THEN
    PERFORM medications_refuse('steps-are-fixed', 'the steps of a plan that left draft do not change');
END IF;
IF TG_OP = 'UPDATE' AND EXISTS (SELECT FROM medications_review WHERE to_step_id = OLD.id) THEN
    PERFORM medications_refuse('steps-are-fixed', 'a step that was reviewed does not change');
END IF;
RETURN NEW;
