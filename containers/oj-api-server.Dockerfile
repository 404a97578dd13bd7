# The API server: .NET and the program, no shell, no package manager, no privileges. Build it from the repository's root:
#   containers/build.sh oj-api-server
ARG DOTNET_VERSION=10.0

FROM mcr.microsoft.com/dotnet/sdk:${DOTNET_VERSION} AS build
WORKDIR /source
COPY . .
RUN ./containers/steps/publish.sh OjApi /app

FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET_VERSION}-noble-chiseled
WORKDIR /app
COPY --from=build /app .
EXPOSE 3001
# The user of the base image for programs that need no privilege; a number, so that runAsNonRoot can be checked.
USER 1654
ENTRYPOINT ["dotnet", "/app/OjApi.dll"]
