import { homedir } from 'node:os';
import { Uri, window, workspace } from 'vscode';
import {
  activityRecords,
  activityText,
  csv,
  type ActivityReport,
  type Made,
} from '../../jobs/reports/index.ts';

export type Form = 'csv' | 'md';

const filters: Readonly<Record<Form, Record<string, string[]>>> = {
  csv: { CSV: ['csv'] },
  md: { Markdown: ['md'] },
};

/** Saves a report where the person says; the file's name, or null where the question was left. */
export async function saveReport(report: ActivityReport, made: Made, form: Form): Promise<string | null> {
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
  const target = await window.showSaveDialog({
    title: form === 'csv' ? 'Save CSV' : 'Save Markdown',
    defaultUri: Uri.joinPath(
      folder,
      `${made.practice === null ? '' : 'practice-'}psrt-activity-since-${report.since}.${form}`,
    ),
    filters: filters[form],
  });
  if (!target) return null;
  const text = form === 'csv' ? csv(activityRecords(report)) : activityText(report, made);
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  return target.path.slice(target.path.lastIndexOf('/') + 1);
}
