package dev.assay.host;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * Fetches Maven artifacts into the user's own repository, by the user's own settings. What is there
 * already is not asked for again, so that everything works offline afterwards.
 */
public final class ArtifactResolver implements AutoCloseable {
  private final Context context;
  private final RepositorySystemSession session;

  /**
   * Opens the user's Maven repository.
   *
   * @param offline whether to use only what is there already
   * @param progress told of every file that is downloaded
   */
  public ArtifactResolver(boolean offline, Consumer<Download> progress) {
    context =
        Runtimes.INSTANCE
            .getRuntime()
            .create(ContextOverrides.create().withUserSettings(true).offline(offline).build());
    DefaultRepositorySystemSession listening =
        new DefaultRepositorySystemSession(context.repositorySystemSession());
    listening.setTransferListener(
        new AbstractTransferListener() {
          @Override
          public void transferProgressed(TransferEvent event) {
            report(event, false);
          }

          @Override
          public void transferSucceeded(TransferEvent event) {
            report(event, true);
          }

          private void report(TransferEvent event, boolean done) {
            String name = event.getResource().getResourceName();
            progress.accept(
                new Download(
                    name.substring(name.lastIndexOf('/') + 1),
                    event.getTransferredBytes(),
                    event.getResource().getContentLength(),
                    done));
          }
        });
    session = listening;
  }

  /**
   * The state of one download.
   *
   * @param file its name
   * @param bytes how much is there
   * @param total its size, or -1 if unknown
   * @param done whether it is complete
   */
  public record Download(String file, long bytes, long total, boolean done) {}

  /** Resolves coordinates and everything they need at run time. */
  List<Path> resolve(String backend, List<String> coordinates) {
    try {
      List<Dependency> dependencies =
          coordinates.stream()
              .map(text -> new Dependency(new DefaultArtifact(text), JavaScopes.RUNTIME))
              .toList();
      CollectRequest collect =
          new CollectRequest(dependencies, List.of(), context.remoteRepositories());
      return context
          .repositorySystem()
          .resolveDependencies(
              session,
              new DependencyRequest(
                  collect,
                  DependencyFilterUtils.classpathFilter(JavaScopes.COMPILE, JavaScopes.RUNTIME)))
          .getArtifactResults()
          .stream()
          .map(ArtifactResult::getArtifact)
          .map(artifact -> artifact.getFile().toPath())
          .toList();
    } catch (DependencyResolutionException e) {
      throw new HostException(
          backend
              + ": cannot resolve its libraries ("
              + firstLine(e)
              + "); check the version, the network and the Maven settings",
          e);
    } catch (IllegalArgumentException e) {
      throw new HostException(
          backend + ": its descriptor has bad Maven coordinates: " + e.getMessage(), e);
    }
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    context.close();
  }
}
