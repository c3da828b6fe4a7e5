#!/bin/bash
# Runs once, on an empty data folder: a database for every service, with a role that sees no other.
set -euo pipefail

for service in intake routing funding notifications; do
  variable="${service^^}_DATABASE_PASSWORD"
  psql --quiet --set ON_ERROR_STOP=1 --set service="$service" --set password="${!variable}" \
    --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE :"service" LOGIN PASSWORD :'password';
CREATE DATABASE :"service" OWNER :"service";
REVOKE ALL ON DATABASE :"service" FROM PUBLIC;
SQL
done
