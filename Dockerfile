# Built where npm is; what runs has neither npm nor a shell. `npm run try:image` does the same without a container engine.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
# No package needs its install script: better-sqlite3 brings its binary (glibc 2.34 or newer), esbuild its own.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY tsconfig.json LICENSE ./
COPY scripts scripts
COPY src src
COPY migrations migrations
COPY questions questions
RUN node scripts/build.mjs && node scripts/image.mjs /image

# The C and C++ libraries that node and better-sqlite3 are linked to, certificates, and nothing else.
FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /usr/local/bin/node /usr/local/bin/node
COPY --from=build /image/app /app
COPY --from=build --chown=65532:65532 /image/data /data
WORKDIR /app
ENV NODE_ENV=production DATABASE_PATH=/data/podium.db METRICS_PORT=9464
# By number: the kubelet cannot tell from a name whether it is root.
USER 65532:65532
VOLUME ["/data"]
EXPOSE 9464
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["node", "dist/cli.js", "health"]
ENTRYPOINT ["node"]
CMD ["--max-old-space-size=512", "dist/main.js"]
