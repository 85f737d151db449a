# syntax=docker/dockerfile:1
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml ./
COPY conf conf
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -q -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre
# nobody else's number; the folder for data belongs to it
RUN useradd --uid 10001 --user-group --home-dir /data --create-home --shell /usr/sbin/nologin paddock
COPY --from=build /src/target/paddock.jar /app/paddock.jar
USER paddock
WORKDIR /data
ENV PADDOCK_HOST=0.0.0.0 PADDOCK_PORT=8080 PADDOCK_DATA_DIR=/data/paddock LOG_FORMAT=json
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# bash speaks HTTP well enough; the image has no curl
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$PADDOCK_PORT && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Dio.netty.noUnsafe=false", "-jar", "/app/paddock.jar"]
CMD ["run"]
