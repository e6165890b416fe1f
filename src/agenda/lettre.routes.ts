import { z } from 'zod'
import { identite } from '../dossiers/index.ts'
import { clesLangues, lettresAImprimer } from '../messages/index.ts'
import { chemins as messagerie } from '../messages/message.paths.ts'
import { type Context, entiteDe } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { fichier } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { Introuvable, trouver } from '../platform/introuvable.ts'
import { parPage } from '../platform/liste.ts'
import { pdf } from '../platform/pdf/index.ts'
import { chemins } from './convocation.paths.ts'
import { convocation } from './convocation.store.ts'
import { lettresDe } from './lettre.ecran.ts'
import { lettreAilleurs } from './lettre.views.tsx'

/** One place makes the letter of a convocation: alone, or with all those that wait for paper. */
export function lettreRoutes(plateforme: Plateforme): void {
  fichier(plateforme, {
    path: chemins.lettre(':dossierId', ':convocationId'),
    access: 'convocation:lire',
    params: z.object({
      dossierId: z.uuid(),
      convocationId: z.uuid(),
      langue: z.enum(clesLangues).optional(),
    }),
    portees: ['convocation'],
    contenu: async (tx, { dossierId, convocationId, langue }, context) => {
      if (!(await identite(tx, dossierId)))
        throw new Introuvable(
          lettreAilleurs(trouver(await convocation(tx, dossierId, convocationId))),
        )
      const lettres = await lettresDe(tx, context, [{ dossierId, convocationId }], langue)
      if (lettres.length === 0)
        throw new Introuvable(
          'Il n’y a plus de lettre à imprimer pour cette convocation : ouvrez-la pour voir pourquoi.',
        )
      return {
        nom: 'convocation.pdf',
        type: 'application/pdf',
        octets: pdf('lettre', { titre: 'Convocation', lettres }),
        enLigne: true,
        montre: 'son-dossier',
      }
    },
  })
  fichier(plateforme, {
    path: messagerie.lettresPdf,
    access: 'message:lire',
    params: z.object(parPage),
    contenu: async (tx: Tx, tranche, context: Context) => {
      const { lignes: attendent } = await lettresAImprimer(
        tx,
        entiteDe(context.acteur) ?? '',
        tranche,
      )
      const montre = {
        dossiers: attendent.map(ligne => ligne.dossierId),
        motif: 'lettres à imprimer',
      }
      const lettres = await lettresDe(
        tx,
        context,
        attendent.flatMap(ligne =>
          ligne.objetId ? [{ dossierId: ligne.dossierId, convocationId: ligne.objetId }] : [],
        ),
      )
      if (lettres.length === 0) throw new Introuvable('Aucune lettre n’attend.')
      const octets = pdf('lettre', { titre: 'Lettres à imprimer', lettres })
      return { nom: 'lettres.pdf', type: 'application/pdf', octets, enLigne: true, montre }
    },
  })
}
