import { useEffect, useState } from 'react';

export function Shelf() {
  const [books, setBooks] = useState(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    fetch('./api/books.json')
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error(`books: ${response.status}`))))
      .then(setBooks)
      .catch(() => setFailed(true));
  }, []);
  if (failed) return <p role="alert">The shelf could not be loaded. Please try again later.</p>;
  if (books === null) return <p>Loading…</p>;
  return (
    <>
      <h1>On the shelf this week</h1>
      <ul className="books">
        {books.map(({ title, author, price, spine }) => (
          <li key={title}>
            <div className="spine" style={{ background: spine }} />
            <h2>{title}</h2>
            <p>{author}</p>
            <p className="price">{price.toFixed(2)} €</p>
            <button type="button">Put aside</button>
          </li>
        ))}
      </ul>
    </>
  );
}
