# syntax=docker/dockerfile:1
# Base images are arguments so that a local one, or a digest, can stand in.
ARG BUILD_IMAGE=docker.io/library/maven:3-eclipse-temurin-25
ARG RUNTIME_IMAGE=gcr.io/distroless/base-debian12:nonroot

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
COPY pom.xml ./
RUN mvn -B -ntp dependency:go-offline -DexcludeScope=test || true
COPY src src
RUN mvn -B -ntp process-classes jar:jar dependency:copy-dependencies@lib

FROM build AS runtime
RUN jlink --add-modules java.base,java.logging,java.naming,java.sql,java.xml,java.management,java.net.http,java.security.jgss,jdk.unsupported,jdk.management,jdk.zipfs \
      --strip-debug --no-header-files --no-man-pages --compress zip-6 --output /jre

FROM ${RUNTIME_IMAGE}
LABEL org.opencontainers.image.title="Loopwarden" \
      org.opencontainers.image.description="Reviews pull requests of Python projects for asyncio risks" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=runtime /jre /opt/jre
COPY --from=build /build/target/loopwarden-0.1.0.jar /opt/loopwarden/
COPY --from=build /build/target/lib /opt/loopwarden/lib
USER 65532:65532
ENV LOOPWARDEN_DATA_DIR=/data
EXPOSE 8080 8081
ENTRYPOINT ["/opt/jre/bin/java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "/opt/loopwarden/loopwarden-0.1.0.jar"]
CMD ["serve"]
