# One image for api, worker and the migration; compose says which of them a container is.
FROM node:24-bookworm-slim AS build
WORKDIR /anusas
COPY . .
RUN deploy/build.sh

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 ANUSAS_DATA=/data
WORKDIR /anusas
COPY --from=build /anusas/dist dist
COPY --from=build /anusas/node_modules node_modules
COPY --from=build /anusas/package.json package.json
COPY --from=build /anusas/LICENSE LICENSE
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.HEALTH_PORT||process.env.PORT||3000)+'/health/ready').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "dist/apps/api/src/main.js"]
