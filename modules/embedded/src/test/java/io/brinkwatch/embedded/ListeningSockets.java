package io.brinkwatch.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which addresses a process listens on, as Linux tells it; nothing on other systems. */
final class ListeningSockets {
  private static final String LISTEN = "0A";

  private ListeningSockets() {}

  static Set<String> of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      return Files.exists(process) ? addresses(process, inodes(process.resolve("fd"))) : Set.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> inodes(Path descriptors) throws IOException {
    var inodes = new HashSet<String>();
    try (Stream<Path> all = Files.list(descriptors)) {
      for (Path descriptor : (Iterable<Path>) all::iterator) {
        String target = target(descriptor);
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    }
    return inodes;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }

  private static Set<String> addresses(Path process, Set<String> inodes) throws IOException {
    var addresses = new HashSet<String>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      List<String> lines = Files.readAllLines(process.resolve(table));
      for (String line : lines.subList(1, lines.size())) {
        String[] words = line.strip().split("\\s+", -1);
        if (words[3].equals(LISTEN) && inodes.contains(words[9])) {
          addresses.add(address(words[1]));
        }
      }
    }
    return addresses;
  }

  /** The kernel writes addresses as numbers of 32 bits, the lowest byte first. */
  private static String address(String hexAddressAndPort) throws UnknownHostException {
    String hex = hexAddressAndPort.substring(0, hexAddressAndPort.indexOf(':'));
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      int at = i / 4 * 4 + 3 - i % 4;
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * at, 2 * at + 2), 16);
    }
    return InetAddress.getByAddress(bytes).getHostAddress();
  }
}
