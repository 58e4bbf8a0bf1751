/** What `stowage help` prints. */
export const usage = `Usage: stowage <command> …

  stowage plan prod/team/app:v1.0 [prod/team/app:v1.1 …]
      Finds what deleting these tags takes along and what collecting garbage frees then. Changes nothing.
  stowage plan prod/team/app --filter 'nightly-*' --older-than 30d
      The same for all tags of a repository that a glob or a /regular expression/ fits, of images that old.
  stowage plan prod/team/app@sha256:…
      The same for a manifest that no tag is on.
  stowage plan prod[/team/app] --untagged
      The same for all manifests that no tag reaches.

  stowage show  prod/<plan>              Prints a plan, and what became of it.
  stowage apply prod/<plan>              Carries a plan out, and waits for its end.
  stowage undo  prod/<plan> [v1.0 …]     Puts back what it has deleted, or some tags of it.

Options:
  --title <text>        What the plan is called in Stowage.
  -o, --output <form>   text (default) or json.
  -h, --help            This.

Environment:
  STOWAGE_URL      Where Stowage answers, such as https://stowage.example.com.
  STOWAGE_TOKEN    An API token, from Settings › API tokens.

Exit code: 0 done, 1 some of it failed, 2 not understood, 3 refused or not reached.
`;
