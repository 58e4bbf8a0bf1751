import { Select } from "#components/ui/input.tsx";

interface RegistrySelectProps {
  readonly label: string;
  readonly anyLabel: string;
  readonly registries: readonly { readonly slug: string; readonly name: string }[];
  /** A slug; empty where it is any. */
  readonly value: string;
  readonly onChange: (slug: string) => void;
}

/** The registry that a log is filtered by. */
export function RegistrySelect({ label, anyLabel, registries, value, onChange }: RegistrySelectProps) {
  // One from an address may be gone, while there are still entries of it.
  const known = value === "" || registries.some(({ slug }) => slug === value);
  const choices = known ? registries : [{ slug: value, name: value }, ...registries];
  return (
    <Select aria-label={label} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">{anyLabel}</option>
      {choices.map(({ slug, name }) => (
        <option key={slug} value={slug}>
          {name}
        </option>
      ))}
    </Select>
  );
}
