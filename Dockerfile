# docker build -t alignment-feed-bot .
#
#   docker run --rm alignment-feed-bot run --replay seeds     tries it: no network, no account
#   docker run -d --read-only -v bot-data:/data -v ./config:/app/config:ro -v ./seeds:/app/seeds:ro \
#     -p 127.0.0.1:8080:8080 -e BSKY_APP_PASSWORD alignment-feed-bot
#                                                             serves until it is stopped
#
# config/compose.yaml and config/kubernetes-cronjob.yaml start it too. /app is laid out as the repository
# is, and is the working directory: every path of the README and of config/ means the same thing here. Only
# /data is written, and /app/data leads there, so the store's default, data/bot.db, lies in the volume.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build

# What Maven fetches, in a layer that lasts until pom.xml changes. Packaging one empty type fetches exactly
# what packaging needs, the compiler's plugins with it; dependency:go-offline leaves those out.
COPY pom.xml ./
COPY .mvn .mvn
RUN stub=src/main/java/io/github/alignmentfeed/Stub.java \
    && mkdir -p "${stub%/*}" src/main/jte \
    && echo 'package io.github.alignmentfeed; interface Stub {}' >"$stub" \
    && mvn -B -q package -Dmaven.test.skip=true -Dspotless.check.skip=true \
    && rm -r src target

# Offline: nothing is fetched that is not in the layer above. Tests and formatting are the repository's
# own checks and need nothing of an image.
COPY config/bot.schema.json config/
COPY src/main src/main
RUN mvn -B -q -o package -Dmaven.test.skip=true -Dspotless.check.skip=true

# Readable for every user, whatever the umask of the checkout. SQLite's libraries lie beside the jars, so
# that no folder is needed that can be both written and executed from: neither a read-only root nor a
# Docker tmpfs is one. Those of other machines are left out.
COPY config/bot.yaml config/
COPY seeds seeds
RUN native=target/lib/org/sqlite/native \
    && find "$native" -type f ! -path "$native/Linux/*" -delete \
    && find "$native" -type d -empty -delete \
    && chmod -R u=rwX,go=rX config seeds target/lib


FROM eclipse-temurin:25-jre-noble
WORKDIR /app
RUN groupadd --gid 10001 bot \
    && useradd --uid 10001 --gid bot --no-create-home --home-dir /data --shell /usr/sbin/nologin bot \
    && install -d -o bot -g bot -m 0750 /data \
    && ln -s /data data

COPY --from=build /build/target/lib lib
COPY --from=build /build/target/alignment-feed-bot.jar ./
COPY --from=build /build/seeds seeds
COPY --from=build /build/config config

# The heap follows the container's memory limit; JAVA_TOOL_OPTIONS=-Xmx... overrules it. After each cycle it shrinks
# to little more than what is in use, and once a minute what is freed outside of it is given back. The first compiler
# alone: the second takes more time and memory than a bot that mostly waits gives back (performance.md). The cache of
# classes, compiled methods' profiles among them (JEP 483, 514, 515), is made by a cycle on the seeds, on this very Java
# and these very files: with others it is passed over. Without linking ahead of time: Java 25.0.3 crashes in it
# on this program ("should have been archived"), and leaves an empty cache and a zero exit code.
RUN printf '%s\n' -XX:MaxRAMPercentage=60 -XX:+UseSerialGC -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:-ShrinkHeapInSteps \
      -XX:TrimNativeHeapInterval=60000 -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders -XX:-UsePerfData \
      -XX:ErrorFile=/data/java-crash-%p.log -Djava.io.tmpdir=/data >java.options \
    && java @java.options -XX:AOTCacheOutput=/app/bot.aot -XX:-AOTClassLinking -Xlog:aot=off -jar /app/alignment-feed-bot.jar run --replay seeds \
      >/dev/null \
    && test -s bot.aot \
    && rm -f bot.aot.config \
    && printf '%s\n' -XX:AOTCache=/app/bot.aot -Xlog:aot=off -Xlog:cds=off >>java.options \
    && chmod 0444 java.options bot.aot

USER 10001:10001
VOLUME /data
EXPOSE 8080
# Where SQLite puts what it spills; and what is published is what the container listens on.
ENV SQLITE_TMPDIR=/data BOT_HTTP_HOST=0.0.0.0

ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Alignment Feed Bot" \
      org.opencontainers.image.description="Finds alignment research in posts on Bluesky and reposts or bookmarks it." \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.ref.name="alignment-feed-bot" \
      org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:25-jre-noble"

# A Java of its own each time: two minutes apart that is a few thousandths of a core.
HEALTHCHECK --interval=2m --timeout=15s --start-period=3m --retries=2 \
  CMD ["java", "@/app/java.options", "-Xmx32m", "-jar", "/app/alignment-feed-bot.jar", "health"]

# Java is process 1 and has SIGTERM for itself: `serve` then finishes the write in hand.
ENTRYPOINT ["java", "@/app/java.options", "-jar", "/app/alignment-feed-bot.jar"]
CMD ["serve"]
