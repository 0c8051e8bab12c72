package io.brinkwatch.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongFunction;

/** Files of invented rows in the shape of real ones, the same in every run. */
enum Invented {
  /** GDELT 2.0 events; one row in a hundred is an incident, as in genuine files. */
  GDELT("gdelt", 100) {
    @Override
    String row(long number) {
      return event(number, number % INCIDENT_IN == 0);
    }
  },
  /** GDELT 2.0 events of which every row is an incident. */
  GDELT_DENSE("gdelt", 1) {
    @Override
    String row(long number) {
      return event(number, true);
    }
  },
  /** The curated fields as newline-delimited JSON, every row an incident. */
  NDJSON("ndjson", 1) {
    @Override
    String row(long number) {
      return """
      {"id":"N-%d","occurred_at":"2023-%02d-%02d","precision":"day","type":"cross_border_attack",\
      "actor":["Hezbollah"],"target":"Israel","country":"Israel","place":"Metula","lat":33.%02d,\
      "lon":35.58,"fatalities":%d,"injuries":null,"weapon":"2 rockets","summary":"Rockets at Metula, \
      as told by row %d of an invented file","source_name":"AFP","source_url":"https://example.org/a/%d"}"""
          .formatted(
              number,
              1 + number % 12,
              1 + number / 12 % 28,
              20 + number % 10,
              number % 3,
              number,
              number);
    }
  };

  private static final int INCIDENT_IN = 100;
  private static final int COLUMNS = 61;
  private static final int ACTION_GEO = 51;
  // what the bulk of the rows is about: talk, aid, visits
  private static final String[] TALK = {"010", "020", "036", "042", "043", "051", "073", "084"};

  private final String format;
  private final int incidentIn;

  Invented(String format, int incidentIn) {
    this.format = format;
    this.incidentIn = incidentIn;
  }

  abstract String row(long number);

  /** As {@code --format} names it. */
  String format() {
    return format;
  }

  /** Rows of the first so many that are incidents. */
  long incidents(long rows) {
    return (rows + incidentIn - 1) / incidentIn;
  }

  /** Writes so many rows. */
  Path rows(Path file, long rows) throws IOException {
    write(file, number -> number < rows);
    return file;
  }

  /**
   * Writes rows until the file has a size.
   *
   * @return how many
   */
  long bytes(Path file, long bytes) throws IOException {
    long[] written = {0};
    return write(
        file,
        number -> {
          boolean more = written[0] < bytes;
          written[0] += more ? row(number).length() + 1 : 0;
          return more;
        });
  }

  private long write(Path file, LongFunction<Boolean> more) throws IOException {
    long number = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (; more.apply(number); number++) {
        out.write(row(number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        out.write('\n');
      }
    }
    return number;
  }

  private static String event(long number, boolean incident) {
    String[] cells = new String[COLUMNS];
    Arrays.fill(cells, "");
    String day = "202401%02d".formatted(1 + number % 28);
    cells[0] = Long.toString(900_000_000 + number);
    cells[1] = day;
    cells[2] = day.substring(0, 6);
    cells[3] = day.substring(0, 4);
    cells[4] = "2024.0137";
    cells[25] = "1";
    String code = incident ? "195" : TALK[(int) (number % TALK.length)];
    cells[26] = code;
    cells[27] = code;
    cells[28] = code.substring(0, 2);
    cells[29] = incident ? "4" : "1";
    cells[30] = incident ? "-10.0" : "3.4";
    cells[31] = Long.toString(1 + number % 17);
    cells[32] = "1";
    cells[33] = cells[31];
    cells[34] = "-3.%014d".formatted(number * 7_919 % 100_000_000_000_000L);
    actor(cells, 5, "ISRMIL", "ISRAELI", "ISR", "", "MIL");
    actor(cells, 15, "LBNREBHEZ", "HEZBOLLAH", "LBN", "HEZ", "REB");
    for (int geo = 35; geo <= ACTION_GEO; geo += 8) {
      cells[geo] = "4";
      cells[geo + 1] = "Tyre, Al Janub, Lebanon";
      cells[geo + 2] = "LE";
      cells[geo + 3] = "LE06";
      cells[geo + 4] = "41176";
      cells[geo + 5] = "33.%04d".formatted(2_000 + number % 1_000);
      cells[geo + 6] = "35.1939";
      cells[geo + 7] = "-801546";
    }
    cells[59] = day + "101500";
    cells[60] = "https://www.example.org/news/2024/01/a-headline-of-usual-length-" + number;
    return String.join("\t", cells);
  }

  private static void actor(
      String[] cells,
      int first,
      String code,
      String name,
      String country,
      String group,
      String role) {
    cells[first] = code;
    cells[first + 1] = name;
    cells[first + 2] = country;
    cells[first + 3] = group;
    cells[first + 7] = role;
  }
}
