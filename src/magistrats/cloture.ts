import type { dossierVaClore } from '../dossiers/index.ts'
import type { Fait, Reaction } from '../platform/fait.ts'
import { chemins } from './magistrats.paths.ts'
import { naturesDeSaisine } from './magistrats.rules.ts'
import { rapportsDuDossier, saisinesDuDossier } from './magistrats.store.ts'

type Valeur<F> = F extends Fait<infer T> ? T : never
const enCours: Record<string, string> = {
  soumis: 'attend sa validation.',
  valide: 'est validé et n’est pas transmis.',
}

/** A court's request is answered, or closed, before the dossier; a report is not left on the way. */
export const direLesEcritsEnCours: Reaction<Valeur<typeof dossierVaClore>> = async (tx, { dossierId, obstacles }) => {
  for (const s of await saisinesDuDossier(tx, dossierId))
    if (!s.closeA)
      obstacles.push({
        quoi: `Une demande d’une juridiction est ouverte : ${naturesDeSaisine[s.nature as keyof typeof naturesDeSaisine] ?? s.nature}.`,
        fin: { href: chemins.saisine(dossierId, s.saisineId), label: 'Y répondre, ou la clore' },
      })
  for (const r of await rapportsDuDossier(tx, dossierId, null)) {
    const fin = { href: chemins.rapport(dossierId, r.rapportId), label: 'Ouvrir le rapport' }
    const suite = enCours[r.etat]
    if (suite) obstacles.push({ quoi: `Le rapport « ${r.titre} » ${suite}`, fin })
    else if (r.etat === 'brouillon' || r.etat === 'renvoye')
      obstacles.push({ quoi: `Le rapport « ${r.titre} » est en cours d’écriture.`, fin, levePar: 'rapports' })
  }
}
