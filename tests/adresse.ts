const INCONNU = '00000000-0000-7000-8000-000000000000'
/** Parameters whose address only exists for some values; any other one is an identifier. */
const connus: Record<string, string> = {
  numero: '2',
  rang: '1',
  nature: 'tig',
  groupe: 'procedures',
  le: '2026-11-24',
  heure: '09:00',
  cle: 'suivi',
  code: '67482',
  pour: 'tous-lieu',
  moment: 'rappel',
  canal: 'sms',
  langue: 'fr',
}
/** An address that a declared route answers, for this dossier. */
export const adresse = (url: string, dossierId: string) =>
  url.replace(/:(\w+)/g, (_, nom: string) =>
    nom === 'dossierId' ? dossierId : (connus[nom] ?? INCONNU),
  )
