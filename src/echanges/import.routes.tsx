import { z } from 'zod'
import type { Command, Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Ecran, Plateforme } from '../platform/http/plateforme.ts'
import type { FormState } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { decouper, lesPremiers, PAR_PAGE, parPage, type Tranche } from '../platform/liste.ts'
import { motsDe } from '../platform/mots.ts'
import { Echanges } from './accueil.views.tsx'
import { abandonner, choisir, confirmer, deposer, ecrire, examiner } from './import.commands.ts'
import { importForm } from './import.forms.ts'
import { chemins } from './import.paths.ts'
import * as store from './import.store.ts'
import { EcranImport, nombre, type Vue, vues } from './import.views.tsx'

const params = importForm.extend({ numero: z.coerce.number().int().optional() })
const parVue = importForm.extend({
  ...parPage,
  vue: z.enum(motsDe(vues)).optional(),
})
const accueil = { label: 'Ma journée', href: '/' }
/** No service has this identifier: who has none sees no import. */
const AUCUN = '00000000-0000-0000-0000-000000000000'
const rien: FormState = { values: {}, errors: {}, refusals: [] }

export function importRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.echanges,
    params: z.object(parPage),
    command: deposer,
    view: async (tx, tranche, state, { acteur }) => ({
      titre: 'Importer et exporter',
      fil: [accueil, { label: 'Importer et exporter' }],
      corps: (
        <Echanges
          state={state}
          imports={await store.importsDuService(tx, acteur.serviceId ?? AUCUN, tranche)}
          exporte={acteur.peut('export:faire')}
          fuseau={acteur.fuseau}
        />
      ),
    }),
    redirectTo: ({ importId }) => chemins.importer(importId),
    flash: ({ reprise }) =>
      reprise
        ? 'Ce fichier était déjà en cours d’import : reprenez-le ici.'
        : 'Fichier lu : rien n’est encore écrit.',
  })
  page(plateforme, {
    path: chemins.importer(':importId'),
    access: 'import:faire',
    params: parVue,
    view: (tx, parametres, context) => ecran(tx, parametres, rien, context),
  })
  const view = (tx: Tx, donnees: { importId: string }, state: FormState, context: Context) =>
    ecran(tx, { ...donnees, ...lesPremiers(PAR_PAGE) }, state, context)
  const etape = <S extends z.ZodType, R extends { importId: string }>(
    path: string,
    command: Command<S, R>,
    vue: Vue | '' = '',
  ) =>
    form(plateforme, {
      path,
      params,
      command,
      view,
      redirectTo: valeur => `${chemins.importer(valeur.importId)}${vue && `?vue=${vue}`}`,
    })
  etape(chemins.examiner(':importId'), examiner)
  etape(chemins.choisir(':importId', ':numero'), choisir, 'choisir')
  etape(chemins.confirmer(':importId'), confirmer)
  etape(chemins.ecrire(':importId'), ecrire)
  etape(chemins.abandonner(':importId'), abandonner)
}

type Params = Tranche & { importId: string; vue?: Vue | undefined }
async function ecran(
  tx: Tx,
  { importId, vue: demandee, ...tranche }: Params,
  state: FormState,
  context: Context,
): Promise<Ecran> {
  const i = trouver(await store.importParId(tx, importId))
  const colonne = await store.comptes(tx, importId)
  // The first tab that has something to look at, faults first.
  const vue =
    demandee ?? motsDe(vues).find(texte => nombre(colonne, ...vues[texte].actions) > 0) ?? 'creer'
  const enApercu = i.etat === 'apercu'
  const lignes = enApercu
    ? await store.lignesParAction(tx, importId, [...vues[vue].actions], tranche)
    : decouper([], tranche)
  context.montrer(
    lignes.lignes.flatMap(ligne => [
      ...(ligne.dossierId ? [ligne.dossierId] : []),
      ...ligne.candidats.map(x => x.dossierId),
    ]),
    'aperçu d’un import',
  )
  const bilan = i.etat === 'termine' ? await store.resultats(tx, importId) : []
  return {
    titre: i.fichierNom,
    fil: [
      accueil,
      { label: 'Importer et exporter', href: chemins.echanges },
      { label: i.fichierNom },
    ],
    corps: <EcranImport i={i} state={state} c={colonne} vue={vue} lignes={lignes} bilan={bilan} />,
  }
}
