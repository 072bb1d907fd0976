# Groundwork's image. Web, worker, beat and the steps that set the database up are this image with another command.
# It carries no secret; docker-compose.yml shows what it is given. Nothing below / need be writable but /tmp and,
# for beat, GROUNDWORK_VAR.

FROM python:3.13-slim-trixie AS base


# --- What uv.lock says, neither the test tools nor the embedded database, and the static files under their final names

FROM base AS build

ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_NO_CACHE=1

RUN pip install --no-cache-dir --root-user-action=ignore uv==0.13.9

WORKDIR /srv/groundwork

COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-default-groups

COPY . .
# chmod: the checkout may have been made where files are private to their owner.
RUN DEPLOYMENT=build STATIC_ROOT=/srv/groundwork/staticfiles .venv/bin/python manage.py collectstatic --noinput \
    && .venv/bin/python -m compileall -q deploy medications patients practice sessions \
    && chmod -R a+rX .


# --- What runs

FROM base

# gunicorn takes its port and its number of processes from PORT and WEB_CONCURRENCY.
ENV DEPLOYMENT=production \
    GROUNDWORK_VAR=/var/lib/groundwork \
    PATH=/srv/groundwork/.venv/bin:$PATH \
    PORT=8000 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/srv/groundwork/staticfiles \
    WEB_CONCURRENCY=2

RUN groupadd --gid 10001 groundwork \
    && useradd --uid 10001 --gid 10001 --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin groundwork \
    && install --directory --owner 10001 --group 10001 --mode 0700 /var/lib/groundwork

COPY --from=build /srv/groundwork /srv/groundwork
WORKDIR /srv/groundwork

USER 10001:10001
EXPOSE 8000

HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["python", "deploy/is_up.py"]

# Synchronous processes answered twice as many charts a second as threads. Their life signs go to memory, as gunicorn
# takes one that is late for one that hangs. No access log: addresses of people and pages are nobody's business.
CMD ["gunicorn", "practice.wsgi", "--preload", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
