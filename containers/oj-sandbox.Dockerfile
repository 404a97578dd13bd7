# The sandbox: Debian with bubblewrap and the compilers of the languages, .NET, and the program. What it must be given to run is
# in docs/containers.md. Build it from the repository's root:
#   containers/build.sh oj-sandbox
ARG DOTNET_VERSION=10.0
ARG DEBIAN=bookworm-slim

FROM mcr.microsoft.com/dotnet/sdk:${DOTNET_VERSION} AS dotnet

# The runner inside the box is native code: it has to be linked on the Debian that it runs on, not on the system of the SDK's image.
FROM debian:${DEBIAN} AS build
COPY scripts/prerequisites.sh /source/scripts/
COPY containers/steps /source/containers/steps
RUN /source/containers/steps/install.sh build
COPY --from=dotnet /usr/share/dotnet /usr/share/dotnet
WORKDIR /source
COPY . .
RUN ./containers/steps/publish.sh OjSandbox /app
RUN ./containers/steps/dotnet-for-sandbox.sh /usr/share/dotnet /dotnet

FROM debian:${DEBIAN}
COPY scripts/prerequisites.sh /source/scripts/
COPY containers/steps/install.sh /source/containers/steps/
RUN /source/containers/steps/install.sh run && rm -rf /source
COPY --from=build /dotnet /usr/share/dotnet
WORKDIR /app
COPY --from=build /app .
ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
# Root, because boxes are made of namespaces, cgroups and a user of their own; with few of root's capabilities (docs/containers.md).
USER 0
ENTRYPOINT ["/usr/share/dotnet/dotnet", "/app/OjSandbox.dll"]
