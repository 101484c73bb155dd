import { defineClaims } from 'handshake/check';

export default defineClaims({
  'others-do-it-too': {
    says: 'GraphQL over WebSocket and Socket.IO send the credential after the 101.',
    verdict: 'corrected',
    cites: ['graphql-ws, PROTOCOL.md: connection_init, 4401, 4408', 'Socket.IO documentation, Middlewares'],
  },
});
