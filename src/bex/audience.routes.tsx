import { z } from 'zod'
import { convocation } from '../agenda/index.ts'
import { compterLeNumero, identiteEtroite } from '../dossiers/index.ts'
import { joignabilite } from '../messages/index.ts'
import { attentesDuDossier, fenetreDAudience } from '../mesures/index.ts'
import type { Context } from '../platform/command.ts'
import type { Jour, Territoire } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Valeurs } from '../platform/http/corps.ts'
import { form } from '../platform/http/form.ts'
import { fichier, page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { Introuvable, trouver } from '../platform/introuvable.ts'
import { pdf } from '../platform/pdf/index.ts'
import { convoquerALAudience } from './audience.commands.ts'
import { ecranDeConvocation } from './audience.ecran.tsx'
import { TYPE_SPIP } from './audience.rules.ts'
import * as store from './audience.store.ts'
import { avisDeConvocation } from './avis.pdf.ts'
import { chemins } from './bex.paths.ts'
import { refusALAudience } from './changement.examen.ts'
import { tribunalDe } from './competence.lecture.ts'
import { chercherNational } from './recherche.commands.ts'
import { ChercherALAudience } from './recherche.views.tsx'
import { ConvocationFaite } from './remise.views.tsx'

const parConvocation = z.object({ dossierId: z.uuid(), convocationId: z.uuid() })
const fil = [{ label: 'Ma journée', href: '/' }, { label: 'Convoquer à l’audience' }]

export function audienceRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.chercher,
    params: z.object({}),
    command: chercherNational,
    initial: async () => ({ situation: 'commune' }),
    view: async (_tx, _p, state) => ({
      titre: 'Convoquer à l’audience',
      fil,
      corps: <ChercherALAudience state={state} />,
    }),
    redirectTo: ({ rechercheId }) => chemins.convoquer(rechercheId),
  })
  form(plateforme, {
    path: chemins.convoquer(':rechercheId'),
    params: z.object({ rechercheId: z.uuid() }),
    command: convoquerALAudience,
    avant: async (tx, { numeroAppi }, context) =>
      numeroAppi ? compterLeNumero(tx, context, numeroAppi) : [],
    initial: async (tx, { rechercheId }, { aujourdhui: le }) => {
      const saisie = ((await store.recherche(tx, rechercheId))?.saisie ?? {}) as Valeurs
      return Object.keys(saisie).length > 0
        ? saisie
        : { audienceLe: le, convocationRemise: 'oui', prevenir: 'oui' }
    },
    geste: (tx, _p, values, geste, context) => apresLeGeste(tx, values, geste, context),
    view: (tx, { rechercheId }, state, context) =>
      ecranDeConvocation(tx, rechercheId, state, context),
    redirectTo: ({ dossierId, convocationId }) => chemins.convocation(dossierId, convocationId),
  })
  page(plateforme, {
    path: chemins.convocation(':dossierId', ':convocationId'),
    access: 'bex:convoquer',
    params: parConvocation,
    portees: ['convocation'],
    view: async (tx, { dossierId, convocationId }, context) => {
      const { i, convocations: lues, remise } = await lire(tx, dossierId, convocationId)
      const convocations = []
      for (const convocation of lues) {
        const fenetre = fenetreDe(convocation, context.acteur.territoire)
        convocations.push({
          ...convocation,
          fenetre,
          change: (await refusALAudience(tx, context, convocation)).length === 0,
        })
      }
      const faite = {
        nom: i.nomComplet,
        convocations,
        remise: trouver(remise),
        histoire: (await store.remisesDuDossier(tx, dossierId)).histoire.filter(
          ligne => ligne.remiseId === remise?.remiseId,
        ),
        monTribunalId: context.acteur.juridictionId,
        joignable: await joignabilite(tx, dossierId),
        attend: (await attentesDuDossier(tx, dossierId)).map(attente => attente.manque),
      }
      return {
        titre: i.nomComplet,
        fil: [
          { label: 'Ma journée', href: '/' },
          { label: 'Convoquer à l’audience', href: chemins.chercher },
          { label: i.nomComplet },
        ],
        corps: <ConvocationFaite {...faite} />,
      }
    },
  })
  fichier(plateforme, {
    path: chemins.avis(':dossierId', ':convocationId'),
    access: 'convocation:lire',
    params: parConvocation,
    portees: ['convocation'],
    contenu: async (tx, { dossierId, convocationId }, { aujourdhui: le }) => {
      const { i, convocations, remise } = await lire(tx, dossierId, convocationId)
      const prevues = convocations.filter(convocation => convocation.etat === 'prevue')
      if (prevues.length === 0)
        throw new Introuvable('Cette convocation n’est plus à venir : elle ne s’imprime plus.')
      const octets = pdf('avis', avisDeConvocation(i, prevues, remise, le))
      return {
        nom: `Convocation ${i.nomComplet}.pdf`,
        type: 'application/pdf',
        octets,
        enLigne: true,
        montre: 'son-dossier',
      }
    },
  })
}

const fenetreDe = (donnees: { type: string; audienceLe: Jour | null }, territoire: Territoire) =>
  donnees.audienceLe === null
    ? null
    : fenetreDAudience(donnees.type === TYPE_SPIP ? 'spip' : 'jap', donnees.audienceLe, territoire)

/** A convocation with the other one of the same hearing, in the order in which they were made. */
async function lire(tx: Tx, dossierId: string, convocationId: string) {
  const i = trouver(await identiteEtroite(tx, dossierId))
  const remise = await store.remiseDe(tx, dossierId, convocationId)
  const ids = remise
    ? [remise.convocationId, ...(remise.secondeConvocationId ? [remise.secondeConvocationId] : [])]
    : [convocationId]
  const convocations = []
  for (const id of ids) convocations.push(trouver(await convocation(tx, dossierId, id)))
  return { i, convocations, remise }
}

/** « Voir les créneaux » of another choice, or the days that follow: nothing is saved. */
async function apresLeGeste(
  tx: Tx,
  values: Valeurs,
  geste: string,
  { acteur }: Context,
): Promise<Valeurs> {
  const [verbe, le = ''] = geste.split(':')
  if (verbe === 'suite-spip') return { ...values, creneauSpip: '', depuisSpip: le }
  if (verbe === 'suite-sap') return { ...values, creneauSap: '', depuisSap: le }
  if (verbe === 'ressort') {
    const { juridictionId, serviceIds } = await tribunalDe(tx, acteur.juridictionId)
    const choisis = {
      serviceId: serviceIds[0] ?? '',
      juridictionId: juridictionId ?? '',
      lieuId: '',
    }
    return { ...values, ...choisis, creneauSpip: '', creneauSap: '', depuisSpip: '', depuisSap: '' }
  }
  if (verbe !== 'creneaux') return values
  return { ...values, creneauSpip: '', creneauSap: '', depuisSpip: '', depuisSap: '' }
}
