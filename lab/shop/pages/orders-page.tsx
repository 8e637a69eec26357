import { price, type Order } from '../model.ts';
import { Notice, PageSkeleton } from '../skeleton.tsx';
import { useApi } from '../use-api.ts';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

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
        <Notice title="Orders could not be loaded" detail={`The partner service answered ${loaded.status}. We keep trying.`} />
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
              <p className="kind">{order.items.reduce((sum, item) => sum + item.quantity, 0)} items</p>
              <span className={`badge ${order.status}`}>{order.status}</span>
              <span className="price">{price({ ...order.total, amount: order.total.amount })}</span>
            </article>
          ))}
        </div>
      )}
    </div>
  );
}
