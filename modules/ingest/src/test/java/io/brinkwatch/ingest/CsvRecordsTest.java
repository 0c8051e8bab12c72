package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.ingest.CsvRecords.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {
  private static final int GOOD_ROWS = 2_000;

  @Test
  void a_quoted_field_may_run_over_lines_and_hold_quotes_and_commas() throws IOException {
    List<Entry> entries = read("1,\"a \"\"b\"\",\nc\",x\n2,d,y\n");

    assertThat(entries).extracting(Entry::line).containsExactly(1L, 3L);
    assertThat(entries.get(0).cells()).containsExactly("1", "a \"b\",\nc", "x");
    assertThat(entries.get(1).cells()).containsExactly("2", "d", "y");
  }

  @Test
  void a_quote_that_is_not_closed_costs_only_its_own_line() throws IOException {
    var text = new StringBuilder("1,\"never closed,x\n");
    IntStream.range(0, GOOD_ROWS).forEach(i -> text.append(i).append(",good,y\n"));

    List<Entry> entries = read(text.toString());

    assertThat(entries).hasSize(GOOD_ROWS + 1);
    assertThat(entries.get(0).fault()).contains("opened in line 1").contains("not closed");
    assertThat(entries.subList(1, entries.size())).allMatch(e -> e.fault() == null);
  }

  @Test
  void a_quote_that_meets_that_of_a_later_row_costs_only_its_own_line() throws IOException {
    List<Entry> entries = read("1,\"never closed,x\n2,\"good\",y\n3,\"\",\"good\"\n");

    assertThat(entries.get(0).fault()).contains("opened in line 1").contains("line 2");
    assertThat(entries.subList(1, 3)).allMatch(e -> e.fault() == null);
    assertThat(entries.get(2).cells()).containsExactly("3", "", "good");
  }

  @Test
  void rows_inside_a_quote_that_happens_to_close_are_read_again() throws IOException {
    List<Entry> entries = read("1,\"open,x\n2,good,y\n3,good,\"\n4,good,z\n");

    assertThat(entries.get(0).fault()).contains("2 fields");
    assertThat(entries.get(1).cells()).containsExactly("2", "good", "y");
    assertThat(entries.get(3).cells()).containsExactly("4", "good", "z");
  }

  @Test
  void bytes_that_are_not_utf8_cost_their_record() throws IOException {
    byte[] bytes = "1,a,b\n2,?,d\n3,e,f\n".getBytes(StandardCharsets.UTF_8);
    bytes[8] = (byte) 0xFF;

    List<Entry> entries = read(bytes);

    assertThat(entries.get(1).fault()).contains("UTF-8");
    assertThat(entries.get(2).cells()).containsExactly("3", "e", "f");
  }

  @Property(tries = 100)
  void a_cut_anywhere_never_throws(@ForAll @IntRange(max = 30) int length) throws IOException {
    String text = "1,\"a\nb\"\"\",x\n2,\"c\",d\n3,e,f\n";

    assertThat(read(text.substring(0, Math.min(length, text.length()))))
        .allMatch(e -> e.fault() != null || e.cells().size() <= 3);
  }

  private static List<Entry> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Entry> read(byte[] bytes) throws IOException {
    var records = new CsvRecords(new ByteArrayInputStream(bytes));
    var entries = new ArrayList<Entry>();
    for (Entry entry = records.next(3); entry != null; entry = records.next(3)) {
      entries.add(entry);
    }
    return entries;
  }
}
