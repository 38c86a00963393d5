import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { settings } from '../common/settings.ts';
import type { Dashboard } from './dashboard.ts';
import { branchesOf, faceOf, nodeOf, type BackportNode } from './rows.ts';

/** A thin projection of the dashboard: advisories, and below each its branches. */
export function childrenOf(dashboard: Pick<Dashboard, 'entries'>, node?: BackportNode): BackportNode[] {
  if (!node) return dashboard.entries.map(nodeOf);
  if (node.kind === 'backport') return [];
  // The entry may have been read anew since the row was drawn.
  const entry = dashboard.entries.find(({ id }) => id === node.id);
  return entry ? branchesOf(entry) : [];
}

export function itemOf(node: BackportNode): TreeItem {
  const face = faceOf(node, { hideTitles: settings.hideTitles(), now: new Date() });
  const { None, Collapsed } = TreeItemCollapsibleState;
  const item = new TreeItem(face.label, face.folds ? Collapsed : None);
  item.id = face.id;
  item.description = face.description;
  item.contextValue = face.context;
  item.accessibilityInformation = { label: face.spoken };
  item.tooltip = face.tooltip;
  item.iconPath = new ThemeIcon(face.icon, face.colour === null ? undefined : new ThemeColor(face.colour));
  item.command = { command: 'ghsa.showBackports', title: 'Show Backports', arguments: [node] };
  return item;
}
