# The app and the worker in one image; PostgreSQL stands beside it in compose.yaml.
FROM node:22-slim AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --silent

FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HEREABOUTS_HOME=/var/lib/hereabouts
WORKDIR /app
COPY requirements/ requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/tools.txt \
 && uv pip install --system --no-cache --require-hashes -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY src/ src/
COPY --from=assets /build/node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css \
                   /build/node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js src/hereabouts/web/static/vendor/
RUN uv pip install --system --no-cache --no-deps --no-build-isolation . \
 && useradd --create-home --home-dir /var/lib/hereabouts hereabouts
USER hereabouts
EXPOSE 8000
HEALTHCHECK CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz')"]
CMD ["hereabouts", "serve", "--address", "0.0.0.0"]
