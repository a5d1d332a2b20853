package dev.assay.host;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyFilter;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferResource;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * Fetches Maven artifacts into the user's own repository, by the user's own settings. What is there
 * already is not asked for again, so that everything works offline afterwards; so what was damaged
 * on its way must not get there.
 */
public final class ArtifactResolver implements AutoCloseable {
  private static final String RESOLVED = "{resolved}";

  private final Context context;
  private final RepositorySystemSession session;

  /**
   * Opens the user's Maven repository.
   *
   * @param offline whether to use only what is there already
   * @param progress told of every file that is downloaded
   * @throws HostException if the user's Maven settings cannot be read
   */
  public ArtifactResolver(boolean offline, Consumer<Download> progress) {
    this(ContextOverrides.create().withUserSettings(true).offline(offline).build(), progress);
  }

  ArtifactResolver(ContextOverrides overrides, Consumer<Download> progress) {
    context = context(overrides);
    DefaultRepositorySystemSession listening =
        new DefaultRepositorySystemSession(context.repositorySystemSession());
    listening.setTransferListener(new Transfers(progress));
    session = listening;
  }

  private static Context context(ContextOverrides overrides) {
    try {
      return Runtimes.INSTANCE.getRuntime().create(overrides);
    } catch (IllegalStateException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new HostException(
          "the Maven settings cannot be used ("
              + String.valueOf(reason.getMessage()).strip().replaceAll("\\s*\\R\\s*", ": ")
              + "); mend them",
          e);
    }
  }

  /** Tells of downloads, and refuses damaged ones. */
  private static final class Transfers extends AbstractTransferListener {
    private final Consumer<Download> progress;

    /** Of several downloads at once. */
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();

    Transfers(Consumer<Download> progress) {
      this.progress = progress;
    }

    @Override
    public void transferProgressed(TransferEvent event) {
      report(event, false);
    }

    @Override
    public void transferSucceeded(TransferEvent event) {
      report(event, true);
    }

    /**
     * Maven's usual policy warns of a wrong checksum and keeps the file; its strict one refuses
     * files without a checksum, too, which repositories of companies may have. The first time a
     * file is fetched again: a download that was interrupted is gone on with, and may not fit.
     */
    @Override
    public void transferCorrupted(TransferEvent event) throws TransferCancelledException {
      TransferResource file = event.getResource();
      if (event.getException() instanceof ChecksumFailureException wrong
          && !wrong.getExpected().isEmpty()
          && !damaged.add(file.getRepositoryUrl() + file.getResourceName())) {
        throw new TransferCancelledException(
            "it is damaged: its checksum is "
                + wrong.getActual()
                + ", and should be "
                + wrong.getExpected());
      }
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

  /**
   * Resolves coordinates and everything they need at run time. Those with the version {@value
   * #RESOLVED} are further parts of what the others need, of the same versions.
   */
  List<Path> resolve(String backend, List<String> coordinates) {
    List<Artifact> named = new ArrayList<>();
    List<Artifact> parts = new ArrayList<>();
    try {
      for (String text : coordinates) {
        Artifact artifact = new DefaultArtifact(text);
        (artifact.getVersion().equals(RESOLVED) ? parts : named).add(artifact);
      }
      List<Artifact> artifacts = new ArrayList<>(withDependencies(named));
      artifacts.addAll(fetch(parts.stream().map(part -> versioned(part, artifacts)).toList()));
      return artifacts.stream().map(artifact -> artifact.getFile().toPath()).toList();
    } catch (DependencyResolutionException | ArtifactResolutionException e) {
      throw new HostException(
          backend + ": cannot resolve its libraries (" + firstLine(e) + "); " + remedy(e), e);
    } catch (IllegalArgumentException e) {
      throw new HostException(
          backend + ": its descriptor has bad Maven coordinates: " + e.getMessage(), e);
    }
  }

  private List<Artifact> withDependencies(List<Artifact> artifacts)
      throws DependencyResolutionException {
    List<Dependency> dependencies =
        artifacts.stream().map(artifact -> new Dependency(artifact, JavaScopes.RUNTIME)).toList();
    CollectRequest collect =
        new CollectRequest(dependencies, List.of(), context.remoteRepositories());
    DependencyFilter atRunTime =
        DependencyFilterUtils.classpathFilter(JavaScopes.COMPILE, JavaScopes.RUNTIME);
    return context
        .repositorySystem()
        .resolveDependencies(session, new DependencyRequest(collect, atRunTime))
        .getArtifactResults()
        .stream()
        .map(ArtifactResult::getArtifact)
        .toList();
  }

  private List<Artifact> fetch(List<Artifact> artifacts) throws ArtifactResolutionException {
    List<ArtifactRequest> requests =
        artifacts.stream()
            .map(artifact -> new ArtifactRequest(artifact, context.remoteRepositories(), null))
            .toList();
    return context.repositorySystem().resolveArtifacts(session, requests).stream()
        .map(ArtifactResult::getArtifact)
        .toList();
  }

  private static Artifact versioned(Artifact part, List<Artifact> resolved) {
    return resolved.stream()
        .filter(artifact -> artifact.getGroupId().equals(part.getGroupId()))
        .filter(artifact -> artifact.getArtifactId().equals(part.getArtifactId()))
        .findFirst()
        .map(artifact -> part.setVersion(artifact.getVersion()))
        .orElseThrow(
            () -> new IllegalArgumentException("nothing needs what " + part + " is a part of"));
  }

  /**
   * Whoever looks into all encrypted traffic, as companies do, signs with a certificate of its own.
   */
  private static String remedy(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return "if Java does not trust the certificate that your network answers with, name a trust"
            + " store that has it: ASSAY_JAVA_OPTIONS=-Djavax.net.ssl.trustStore=FILE";
      }
    }
    return "check the version, the network and the Maven settings";
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    context.close();
  }
}
