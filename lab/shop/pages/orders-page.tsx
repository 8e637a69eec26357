import { price, type Order } from '../model.ts';
import { Notice, PageSkeleton } from '../skeleton.tsx';
import { useApi } from '../use-api.ts';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

function pieces(order: Order): string {
  const count = order.items.reduce((sum, item) => sum + item.quantity, 0);
  return count === 1 ? '1 item' : `${count} items`;
}

/** Orders that came in through partners, read from the API that partners use. */
export default function OrdersPage() {
  const loaded = useApi<{ orders: Order[] }>('/partner/v1/orders');
  if (loaded.state === 'pending') return <PageSkeleton />;
  return (
    <div className="wrap">
      <div className="page-head">
        <h1>Partner orders</h1>
        <p className="kind">Newest first</p>
      </div>
      {loaded.state === 'refused' ? (
        <Notice title="Orders could not be loaded" detail={`The partner service answered ${loaded.status}. Please look again in a minute.`} />
      ) : (
        <div className="orders">
          {loaded.data.orders.map((order) => (
            <article className="order" key={order.id}>
              <div>
                <strong>{order.id}</strong>
                <p className="kind">{day.format(new Date(order.createdAt))}</p>
              </div>
              <div>
                {order.customer.name}
                <p className="kind">{order.customer.city}</p>
              </div>
              <p className="kind">{pieces(order)}</p>
              <span className={`badge ${order.status}`}>{order.status}</span>
              <span className="price">{price({ amount: order.total.amount, currency: order.total.currency })}</span>
            </article>
          ))}
        </div>
      )}
    </div>
  );
}
