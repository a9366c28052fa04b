package io.github.alignmentfeed.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;

/** The commands by their names, in the order in which help lists them. */
final class Commands {
  private static final String COMPLETION = "generate-completion";

  private final Map<String, Supplier<Object>> all = new LinkedHashMap<>();

  Commands() {
    all.put("run", RunCommand::new);
    all.put("serve", ServeCommand::new);
    all.put("trigger", TriggerCommand::new);
    all.put("health", HealthCommand::new);
    all.put("check", CheckCommand::new);
    all.put("explain", ExplainCommand::new);
    all.put("evaluate", EvaluateCommand::new);
    all.put("backtest", BacktestCommand::new);
    all.put("history", HistoryCommand::new);
    all.put("queue", QueueCommand::new);
    all.put("undo", UndoCommand::new);
    all.put("profile", ProfileCommand::new);
    all.put("pause", PauseCommand::new);
    all.put("resume", ResumeCommand::new);
    all.put("schema", SchemaCommand::new);
    all.put(COMPLETION, GenerateCompletion::new);
  }

  /**
   * Adds the commands that the arguments may mean, because picocli takes long to look through one:
   * those that are named, or all where that is none.
   */
  void addTo(CommandLine line, String... arguments) {
    List<String> named = Arrays.stream(arguments).filter(all::containsKey).distinct().toList();
    boolean asksForAll = named.isEmpty() || named.contains(COMPLETION);
    for (String name : asksForAll ? all.keySet() : named) {
      line.addSubcommand(name, all.getOrDefault(name, Object::new).get());
    }
  }
}
