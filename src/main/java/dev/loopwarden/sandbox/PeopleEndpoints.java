package dev.loopwarden.sandbox;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is asked for people: their login, and what they may see.
final class PeopleEndpoints {

  private final World world;
  private final People people;
  private final Registration registration;

  PeopleEndpoints(World world, People people, Registration registration) {
    this.world = world;
    this.people = people;
    this.registration = registration;
  }

  void register(Door door) {
    door.open(HandlerType.GET, "/login/oauth/authorize", (ctx, _) -> authorize(ctx));
    door.open(HandlerType.POST, "/login/oauth/access_token", (ctx, body) -> Answers.json(ctx, 200, people.tokens(body)));
    door.open(HandlerType.GET, "/user", (ctx, _) -> user(ctx));
    door.open(HandlerType.GET, "/user/installations", (ctx, _) -> installations(ctx));
    door.open(HandlerType.GET, "/user/installations/{id}/repositories", (ctx, _) -> repositories(ctx));
  }

  private void authorize(Context ctx) {
    Map<String, String> asked = new HashMap<>();
    ctx.queryParamMap().forEach((name, values) -> asked.put(name, values.getFirst()));
    ctx.redirect(people.authorize(asked).orElseThrow(Door::notFound));
  }

  private People.Person person(Context ctx) {
    return people.person(ctx.header("Authorization")).orElseThrow(() -> new Door.Refusal(401, "Bad credentials"));
  }

  private void user(Context ctx) {
    People.Person person = person(ctx);
    Answers.json(ctx, 200, Described.profile(Described.user(person.login(), person.id(), "User")));
  }

  private void installations(Context ctx) {
    boolean sees = !person(ctx).repositories().isEmpty();
    Answers.json(ctx, 200, Answers.part(ctx, sees ? List.of(registration.installation(Account.INSTALLATION)) : List.of(), "installations"));
  }

  private void repositories(Context ctx) {
    People.Person person = person(ctx);
    Answers.json(ctx, 200, Answers.part(
        ctx, world.repositories().stream().filter(each -> person.repositories().contains(each.fullName())).map(Hosted::json).toList(), "repositories"));
  }
}
