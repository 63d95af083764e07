# syntax=docker/dockerfile:1
# Builds Loopwarden's image. The base images are arguments, so that a digest or a local image can stand in:
#   docker build -t loopwarden .
#   buildah bud --layers --isolation chroot --build-arg BUILD_IMAGE=... --build-arg RUNTIME_IMAGE=... -t loopwarden .
ARG BUILD_IMAGE=docker.io/library/maven:3-eclipse-temurin-25
ARG RUNTIME_IMAGE=gcr.io/distroless/base-debian12:nonroot
# The time of all files that are shipped, so that two builds make the same layers (docs/decisions/0009).
ARG SOURCE_DATE_EPOCH=1577836800

# Dependencies first: they change seldom, and this layer is kept while only sources change.
FROM ${BUILD_IMAGE} AS build
WORKDIR /build
COPY pom.xml ./
RUN mvn -B -ntp dependency:copy-dependencies@lib
COPY app-manifest.yml ./
COPY src src
RUN mvn -B -ntp process-classes jar:jar cyclonedx:makeBom@sbom
# One folder that the last stage takes whole, its times all the same: the AOT cache checks the jars' times.
ARG SOURCE_DATE_EPOCH
RUN mkdir -p /opt/loopwarden \
    && cp -r target/lib /opt/loopwarden/lib \
    && cp target/loopwarden-*.jar /opt/loopwarden/loopwarden.jar \
    && cp target/sbom.json /opt/loopwarden/sbom.json \
    && find /opt/loopwarden -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

# A Java runtime with the modules that are used, and no more.
FROM build AS runtime
ARG SOURCE_DATE_EPOCH
RUN jlink --add-modules java.base,java.logging,java.naming,java.sql,java.xml,java.management,java.net.http,java.security.jgss,jdk.unsupported,jdk.management,jdk.zipfs \
      --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 --output /opt/jre \
    && find /opt/jre -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

# Runs a whole review against the stand-in once, so that the service starts with its classes loaded and linked.
FROM runtime AS trained
ARG SOURCE_DATE_EPOCH
RUN /opt/jre/bin/java -XX:AOTCacheOutput=/opt/loopwarden/loopwarden.aot -XX:+UseSerialGC \
      --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
      -jar /opt/loopwarden/loopwarden.jar demo --once >/tmp/training.log 2>&1 || { cat /tmp/training.log; exit 1; } \
    && touch -d "@$SOURCE_DATE_EPOCH" /opt/loopwarden/loopwarden.aot /opt/loopwarden \
    && mkdir -p /data && touch -d "@$SOURCE_DATE_EPOCH" /data

# Neither a shell nor a package manager.
FROM ${RUNTIME_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Loopwarden" \
      org.opencontainers.image.description="Reviews pull requests of Python projects for asyncio risks" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=runtime /opt/jre /opt/jre
COPY --from=trained /opt/loopwarden/lib /opt/loopwarden/lib
COPY --from=trained /opt/loopwarden/loopwarden.jar /opt/loopwarden/sbom.json /opt/loopwarden/
COPY --from=trained --chown=65532:65532 /data /data
COPY --from=trained /opt/loopwarden/loopwarden.aot /opt/loopwarden/
USER 65532:65532
ENV LOOPWARDEN_DATA_DIR=/data
EXPOSE 8080 8081
ENTRYPOINT ["/opt/jre/bin/java", "-XX:MaxRAMPercentage=60", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:AOTCache=/opt/loopwarden/loopwarden.aot", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "/opt/loopwarden/loopwarden.jar"]
CMD ["serve"]
