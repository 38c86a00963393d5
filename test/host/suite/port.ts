export function port(): void {
  describe('the port in the extension host', () => {
    it('is placeholder', () => undefined);
  });
}
