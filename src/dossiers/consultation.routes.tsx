import { z } from 'zod'
import { MOTIFS_DITS } from '../acces/index.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { listeVide, parPage } from '../platform/liste.ts'
import { lirePeriode, parPeriode } from '../platform/periode.ts'
import { consultations, repondDuDossier } from './consultation.store.ts'
import { QuiALu } from './consultation.views.tsx'
import { filDuDossier } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import { identite } from './dossier.store.ts'

const NOM_AU_PLUS = 100

/**
 * Who read a dossier and who wrote in it, from whatever service or court, for whoever answers for
 * it.
 */
export function consultationRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.quiALu(':dossierId'),
    access: 'journal:service',
    params: z.object({
      dossierId: z.uuid(),
      ...parPage,
      ...parPeriode,
      agent: z.string().trim().catch('').default(''),
      ailleurs: z.enum(['', 'oui']).catch('').default(''),
    }),
    view: async (tx, { dossierId, page: numero, par, ...filtre }, { acteur }) => {
      const i = trouver(await identite(tx, dossierId))
      trouver((await repondDuDossier(tx, dossierId)) || null)
      const periode = lirePeriode(filtre, acteur.fuseau)
      const cherche = {
        periode,
        agent: filtre.agent,
        ailleurs: filtre.ailleurs === 'oui',
        motifsDe: MOTIFS_DITS,
      }
      const tropLong =
        filtre.agent.length > NOM_AU_PLUS
          ? `Agent : au plus ${NOM_AU_PLUS} caractères, il y en a ${filtre.agent.length}.`
          : null
      const fautes = tropLong ? [...periode.fautes, tropLong] : periode.fautes
      const tranche = { page: numero, par }
      const liste =
        fautes.length > 0
          ? listeVide(tranche)
          : await consultations(tx, dossierId, cherche, tranche)
      const titre = 'Qui a lu ce dossier'
      const corps = (
        <QuiALu
          identite={i}
          liste={liste}
          filtre={filtre}
          fautes={fautes}
          agentEnFaute={tropLong !== null}
          libelleFonction={plateforme.libelleFonction}
        />
      )
      return {
        titre,
        fil: filDuDossier(
          i,
          { label: 'Historique', href: chemins.historique(dossierId) },
          { label: titre },
        ),
        corps,
      }
    },
  })
}
