# The application's image: web, worker, beat and the one-shot set-up are the same image with another command.
FROM python:3.12-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    UV_LINK_MODE=copy \
    UV_NO_CACHE=1 \
    DEPLOYMENT=production \
    GROUNDWORK_VAR=/srv/groundwork/var \
    PATH=/srv/groundwork/.venv/bin:$PATH

RUN pip install --no-cache-dir uv \
    && useradd --system --create-home --uid 10001 groundwork

WORKDIR /srv/groundwork

# What uv.lock says, and neither the test tools nor the embedded database.
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-default-groups

COPY . .

# Static files get their final names here. Production wants its settings to start; none of these is kept or used.
RUN SECRET_KEY=build FIELD_ENCRYPTION_KEYS=YnVpbGQtb25seS1idWlsZC1vbmx5LWJ1aWxkLW9ubHk= ALLOWED_HOSTS=build.invalid \
    DATABASE_URL=postgresql://build@build.invalid/build REDIS_URL=redis://build.invalid \
    python manage.py collectstatic --noinput \
    && chown -R groundwork:groundwork var

USER groundwork
EXPOSE 8000
CMD ["gunicorn", "practice.wsgi", "--bind", "0.0.0.0:8000", "--workers", "4"]
