import { Text, textIn } from '../ui/text.tsx';
import type { Both } from '../ui/text.tsx';

/** An addressee by its abbreviation, with its name for who rests on it; by its name where it has none. */
export function AddresseeName({ of }: { of: { abbreviation: string | null; name: Both } }) {
  if (!of.abbreviation) return <Text of={of.name} quiet />;
  return (
    <abbr lang="en" title={textIn(of.name, 'en').text}>
      {of.abbreviation}
    </abbr>
  );
}
