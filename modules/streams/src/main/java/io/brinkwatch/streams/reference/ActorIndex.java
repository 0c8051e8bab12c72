package io.brinkwatch.streams.reference;

import io.brinkwatch.indicators.theatre.Parties;
import io.brinkwatch.model.Actor;
import io.brinkwatch.model.ActorKind;
import io.brinkwatch.model.ActorRef;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The actors in force, by name and alias. Names compare without case, accents and punctuation. */
public final class ActorIndex implements Parties {
  private static final Set<ActorKind> ARMED =
      EnumSet.of(
          ActorKind.STATE,
          ActorKind.STATE_FORCE,
          ActorKind.MILITIA,
          ActorKind.PRIVATE_MILITARY_COMPANY);
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private final Map<String, Actor> byName = new HashMap<>();
  private final Map<String, Actor> byId = new HashMap<>();

  private ActorIndex() {}

  /** Index of actors; a name that two of them claim goes to the first by id. */
  public static ActorIndex of(Collection<Actor> actors) {
    var index = new ActorIndex();
    for (Actor actor : actors) {
      index.byId.put(actor.getId(), actor);
      index.byName.putIfAbsent(plain(actor.getName()), actor);
      actor.getAliases().forEach(alias -> index.byName.putIfAbsent(plain(alias), actor));
    }
    return index;
  }

  /** Who is meant by a name; an actor not known is kept by name. */
  public ActorRef resolve(String name) {
    Actor actor = byName.get(plain(name));
    return actor == null
        ? new ActorRef(name, null, ActorKind.UNKNOWN, List.of())
        : new ActorRef(name, actor.getId(), actor.getKind(), actor.getSponsors());
  }

  /** The theatre for what a resolved actor does or suffers outside every theatre's area. */
  public Optional<String> homeTheatre(ActorRef ref) {
    return Optional.ofNullable(ref.getActorId()).map(byId::get).map(Actor::getHomeTheatre);
  }

  @Override
  public String id(String name) {
    if (byId.containsKey(name)) {
      return name;
    }
    Actor actor = byName.get(plain(name));
    return actor == null ? name : actor.getId();
  }

  @Override
  public SortedSet<String> sponsors(String id) {
    var found = new TreeSet<String>();
    Deque<String> open = new ArrayDeque<>(directSponsors(id));
    while (!open.isEmpty()) {
      String sponsor = open.remove();
      if (!sponsor.equals(id) && found.add(sponsor)) {
        open.addAll(directSponsors(sponsor));
      }
    }
    return found;
  }

  private List<String> directSponsors(String id) {
    Actor actor = byId.get(id);
    return actor == null ? List.of() : actor.getSponsors();
  }

  @Override
  public boolean isArmed(String id) {
    Actor actor = byId.get(id);
    return actor != null && ARMED.contains(actor.getKind());
  }

  @Override
  public double share(String id, String theatre) {
    return shares(id).getOrDefault(theatre, 0.0);
  }

  private Map<String, Double> shares(String id) {
    Actor actor = byId.get(id);
    if (actor == null) {
      return Map.of();
    }
    if (actor.getTheatres().isEmpty() && actor.getHomeTheatre() != null) {
      return Map.of(actor.getHomeTheatre(), 1.0);
    }
    return actor.getTheatres();
  }

  /** The theatres in which a resolved actor is at home. */
  public Set<String> theatres(ActorRef ref) {
    return ref.getActorId() == null ? Set.of() : shares(ref.getActorId()).keySet();
  }

  private static String plain(String name) {
    String bare = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
    return SEPARATORS.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }
}
