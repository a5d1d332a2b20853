package dev.assay.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;

/** One end of the connection between the application and a worker, as a pair of streams. */
public final class Link implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final SocketChannel channel;
  private final DataInputStream in;
  private final DataOutputStream out;

  public Link(SocketChannel channel) {
    this.channel = channel;
    this.in =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), BUFFER));
    this.out =
        new DataOutputStream(
            new BufferedOutputStream(Channels.newOutputStream(new WriteSide(channel)), BUFFER));
  }

  public DataInputStream in() {
    return in;
  }

  public DataOutputStream out() {
    return out;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /**
   * Hides that the channel is selectable: before JDK 19 the streams of a selectable channel share a
   * lock, so that nobody could write while somebody waits for input (JDK-4774871).
   */
  private record WriteSide(SocketChannel channel) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      return channel.write(bytes);
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
