# docker build -t alignment-feed-bot .
#
#   docker run --rm alignment-feed-bot run --replay seeds     tries it: no network, no account
#   docker run -d --read-only -v bot-data:/data -v ./config:/app/config:ro -v ./seeds:/app/seeds:ro \
#     -e BSKY_APP_PASSWORD alignment-feed-bot                  serves until it is stopped
#
# /app is laid out as the repository is, and is the working directory: every path of the README and of
# config/ means the same thing here. Only /data is written, and /app/data leads there, so the store's
# default, data/bot.db, lies in the volume.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build

# What Maven fetches, in a layer that lasts until pom.xml changes. Packaging one empty type fetches exactly
# what packaging needs, the compiler's plugins with it; dependency:go-offline leaves those out.
COPY pom.xml ./
COPY .mvn .mvn
RUN stub=src/main/java/io/github/alignmentfeed/Stub.java \
    && mkdir -p "${stub%/*}" \
    && echo 'package io.github.alignmentfeed; interface Stub {}' >"$stub" \
    && mvn -B -q package -Dmaven.test.skip=true -Dspotless.check.skip=true \
    && rm -r src target

# Offline: nothing is fetched that is not in the layer above. Tests and formatting are the repository's
# own checks and need nothing of an image.
COPY config/bot.schema.json config/
COPY src/main src/main
RUN mvn -B -q -o package -Dmaven.test.skip=true -Dspotless.check.skip=true

# SQLite's library, taken out of its jar. At run time there is then nothing to unpack, and so no folder is
# needed that can be both written and executed from: neither a read-only root nor a Docker tmpfs is one.
RUN folder=org/sqlite/native/$(java -cp 'target/lib/*' org.sqlite.util.OSInfo) \
    && jar -xf target/lib/sqlite-jdbc-*.jar "$folder/libsqlitejdbc.so" \
    && mkdir native \
    && mv "$folder/libsqlitejdbc.so" native/

# Readable for every user, whatever the umask of the checkout.
COPY config config
COPY seeds seeds
RUN chmod -R u=rwX,go=rX config seeds


FROM eclipse-temurin:25-jre-noble
WORKDIR /app
RUN groupadd --gid 10001 bot \
    && useradd --uid 10001 --gid bot --no-create-home --home-dir /data --shell /usr/sbin/nologin bot \
    && install -d -o bot -g bot -m 0750 /data \
    && ln -s /data data

COPY --from=build /build/native native
COPY --from=build /build/target/lib lib
COPY --from=build /build/target/alignment-feed-bot.jar ./
COPY --from=build /build/seeds seeds
COPY --from=build /build/config config

USER 10001:10001
VOLUME /data
# Where SQLite puts what it spills.
ENV SQLITE_TMPDIR=/data

ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Alignment Feed Bot" \
      org.opencontainers.image.description="Finds alignment research in posts on Bluesky and reposts or bookmarks it." \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.ref.name="alignment-feed-bot" \
      org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:25-jre-noble"

# The heap follows the container's memory limit; JAVA_TOOL_OPTIONS=-Xmx... overrules it. Java is process 1
# and has SIGTERM for itself: `serve` then finishes the cycle in hand.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:ErrorFile=/data/java-crash-%p.log", "-Djava.io.tmpdir=/data", "-Dorg.sqlite.lib.path=/app/native", "-jar", "/app/alignment-feed-bot.jar"]
CMD ["serve"]
