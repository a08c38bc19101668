# Builds from the sources, so that Docker is all one needs.
FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /src
COPY pom.xml ./
COPY src/main src/main
COPY bpmn bpmn
COPY forms forms
# Without the local engine, which a container does not start, and without tests, which ran before.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp package -DskipTests -Dmdep.skip -Dspring-javaformat.skip && \
    java -Djarmode=tools -jar target/tracebridge-*.jar extract --layers --launcher --destination /app

FROM eclipse-temurin:21-jre
RUN useradd --system --no-create-home --uid 10001 tracebridge
WORKDIR /app
COPY --from=build /app/dependencies/ ./
COPY --from=build /app/spring-boot-loader/ ./
COPY --from=build /app/snapshot-dependencies/ ./
COPY --from=build /app/application/ ./
USER tracebridge
# Database and engine are somebody else's here; never started beside it.
ENV TRACEBRIDGE_PLATFORM_ENABLED=false TRACEBRIDGE_DATA=/tmp/tracebridge JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=6 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "org.springframework.boot.loader.launch.JarLauncher"]
