package dev.assay.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a repository in a folder. */
class ArtifactResolverTest {
  private static final String NATIVE = "mine:native:1";

  @TempDir Path folder;

  private final List<ArtifactResolver.Download> downloads = new CopyOnWriteArrayList<>();

  @BeforeEach
  void publish() throws IOException {
    publish("native-1.jar", "code");
    publish("native-1-linux.jar", "code for Linux");
    publish(
        "native-1.pom",
        """
        <project><modelVersion>4.0.0</modelVersion>
        <groupId>mine</groupId><artifactId>native</artifactId><version>1</version></project>
        """);
  }

  private Path published(String file) {
    return folder.resolve("repository/mine/native/1").resolve(file);
  }

  private Path kept() {
    return kept("native-1.jar");
  }

  private Path kept(String file) {
    return folder.resolve("local/mine/native/1").resolve(file);
  }

  private void publish(String file, String content) throws IOException {
    Files.createDirectories(published(file).getParent());
    Files.writeString(published(file), content);
    Files.writeString(published(file + ".sha1"), sha1(content));
  }

  private static String sha1(String content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private List<Path> resolve() {
    return resolve(NATIVE);
  }

  private List<Path> resolve(String... coordinates) {
    return resolveFrom(folder.resolve("repository").toUri(), coordinates);
  }

  private List<Path> resolveFrom(URI repository, String... coordinates) {
    ContextOverrides overrides =
        ContextOverrides.create()
            .withLocalRepositoryOverride(folder.resolve("local"))
            .repositories(
                List.of(
                    new RemoteRepository.Builder("mine", "default", repository.toString()).build()))
            .addRepositoriesOp(ContextOverrides.AddRepositoriesOp.REPLACE)
            .build();
    try (ArtifactResolver resolver = new ArtifactResolver(overrides, downloads::add)) {
      return resolver.resolve("mine", List.of(coordinates));
    }
  }

  @Test
  void whatArrivesWholeIsKept() {
    assertThat(resolve()).containsExactly(kept());
    assertThat(kept()).hasContent("code");
  }

  @Test
  void tellsHowMuchOfAFileIsThere() {
    resolve();

    assertThat(downloads)
        .filteredOn(download -> download.file().equals("native-1.jar"))
        .contains(
            new ArtifactResolver.Download("native-1.jar", 4, 4, false),
            new ArtifactResolver.Download("native-1.jar", 4, 4, true));

    downloads.clear();
    resolve();
    assertThat(downloads).as("of what is there already").isEmpty();
  }

  @Test
  void partsHaveTheVersionOfTheirLibrary() {
    assertThat(resolve("mine:native:jar:linux:{resolved}", NATIVE))
        .containsExactly(kept(), kept("native-1-linux.jar"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mine:other", "others:native"})
  void partsOfWhatNothingNeedsAreRefused(String library) {
    assertThatThrownBy(() -> resolve(library + ":jar:linux:{resolved}", NATIVE))
        .isInstanceOf(HostException.class)
        .hasMessage(
            "mine: its descriptor has bad Maven coordinates: nothing needs what "
                + library
                + ":jar:linux:{resolved} is a part of");
  }

  @Test
  void whatIsDamagedOnItsWayIsNotKept() throws IOException {
    Files.writeString(published("native-1.jar"), "cod");

    assertThatThrownBy(this::resolve)
        .isInstanceOf(HostException.class)
        .hasMessageStartingWith("mine: cannot resolve its libraries (")
        .hasMessageContaining("native:jar:1")
        .hasMessageContaining(
            "it is damaged: its checksum is " + sha1("cod") + ", and should be " + sha1("code"))
        .hasMessageEndingWith("; check the version, the network and the Maven settings");
    assertThat(kept()).doesNotExist();

    Files.writeString(published("native-1.jar"), "code");
    assertThat(resolve()).containsExactly(kept());
  }

  /** As one that was interrupted, and gone on with. */
  @Test
  void whatIsDamagedOnceIsFetchedAgain() throws IOException {
    AtomicInteger fetched = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Path file = folder.resolve("repository" + exchange.getRequestURI().getPath());
          boolean damaged = file.endsWith("native-1.jar") && fetched.getAndIncrement() == 0;
          byte[] content = damaged ? new byte[] {0} : Files.readAllBytes(file);
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    server.start();
    try {
      URI repository = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
      assertThat(resolveFrom(repository, NATIVE)).containsExactly(kept());
      assertThat(kept()).hasContent("code");
      assertThat(fetched).hasValue(2);
    } finally {
      server.stop(0);
    }
  }

  /** As where a company's network answers in the repository's stead. */
  @Test
  void aCertificateThatNobodyTrustsIsNoMatterOfMavenSettings() throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
    server.start();
    try {
      URI repository = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
      assertThatThrownBy(() -> resolveFrom(repository, NATIVE))
          .isInstanceOf(HostException.class)
          .hasMessageStartingWith("mine: cannot resolve its libraries (")
          .hasMessageEndingWith("ASSAY_JAVA_OPTIONS=-Djavax.net.ssl.trustStore=FILE");
    } finally {
      server.stop(0);
    }
  }

  private SSLContext selfSigned() throws Exception {
    char[] password = "password".toCharArray();
    Path file = folder.resolve("keys");
    List<String> keytool =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "localhost",
            "-dname",
            "CN=localhost",
            "-keyalg",
            "EC",
            "-keystore",
            file.toString(),
            "-storepass",
            String.valueOf(password));
    assertThat(new ProcessBuilder(keytool).inheritIO().start().waitFor()).isZero();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(file.toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void aRepositoryWithoutChecksumsWillDo() throws IOException {
    Files.delete(published("native-1.jar.sha1"));
    Files.delete(published("native-1.pom.sha1"));
    assertThat(resolve()).containsExactly(kept());
  }

  @Test
  void settingsThatCannotBeReadAreNamedInALine() throws IOException {
    Path settings = Files.writeString(folder.resolve("settings.xml"), "<settings><mirrors>");
    ContextOverrides overrides =
        ContextOverrides.create()
            .withUserSettings(true)
            .withUserSettingsXmlOverride(settings)
            .withLocalRepositoryOverride(folder.resolve("local"))
            .build();
    assertThatThrownBy(() -> new ArtifactResolver(overrides, download -> {}))
        .isInstanceOf(HostException.class)
        .hasMessageStartingWith("the Maven settings cannot be used (")
        .hasMessageContaining(settings.toString())
        .hasMessageEndingWith("; mend them")
        .message()
        .hasLineCount(1);
  }
}
