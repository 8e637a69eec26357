import { createContext, useContext } from 'react';

/** How many articles lie in the basket, and the way to add one. */
export const Basket = createContext<{ count: number; add: () => void }>({ count: 0, add: () => {} });

/** The button that puts one article into the basket. */
export function AddButton({ name }: { name: string }) {
  const { add } = useContext(Basket);
  return (
    <button type="button" className="button small" aria-label={`Add ${name} to basket`} onClick={add}>
      Add
    </button>
  );
}
