import './orders.css';

const orders = [
  ['1042', 'Salt and Rope', 'ready'],
  ['1043', 'The Lighthouse Keeper', 'on its way'],
  ['1044', 'Maps of the Shallow Sea', 'ready'],
  ['1045', 'Knots for Beginners', 'ordered'],
];

export default function Orders() {
  return (
    <>
      <h1>Orders</h1>
      <table className="orders">
        <thead>
          <tr>
            <th>Number</th>
            <th>Book</th>
            <th>State</th>
          </tr>
        </thead>
        <tbody>
          {orders.map(([number, book, state]) => (
            <tr key={number}>
              <td>{number}</td>
              <td>{book}</td>
              <td>{state}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
